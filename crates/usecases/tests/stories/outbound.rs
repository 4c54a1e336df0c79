//! Messages that leave, against a real mail server and a real gateway, both small and moody.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use domain::message::{MessageStatus, Notice};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use usecases::{Settings, message};

use crate::support::{self, World};

/// What a server does with the next message.
#[derive(Clone, Copy, Debug)]
pub enum Mood {
    Takes,
    NotNow,
    Never,
    Hangs,
    /// A gateway that sends elsewhere.
    Moved,
}

/// A server on this machine, its moods in turn (the last one stays), and what it took.
pub struct Server {
    pub port: u16,
    pub taken: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    async fn start(is_mail: bool, moods: &'static [Mood]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let shelf = Arc::clone(&taken);
        let task = tokio::spawn(async move {
            for turn in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let mood = moods[turn.min(moods.len() - 1)];
                let shelf = Arc::clone(&shelf);
                tokio::spawn(async move {
                    // A client may hang up at any point: that ends the conversation, not the test.
                    let _ = if is_mail {
                        mail(stream, mood, &shelf).await
                    } else {
                        gateway(stream, mood, &shelf).await
                    };
                });
            }
        });
        Self { port, taken, task }
    }

    pub async fn gateway(moods: &'static [Mood]) -> Self {
        Self::start(false, moods).await
    }

    async fn mail(moods: &'static [Mood]) -> Self {
        Self::start(true, moods).await
    }

    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

async fn mail(stream: TcpStream, mood: Mood, shelf: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut said = Vec::new();
    if matches!(mood, Mood::Hangs) {
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    write.write_all(b"220 ready\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        said.push(line.clone());
        let reply: &[u8] = match line.get(..4).unwrap_or("") {
            "EHLO" => b"250-here\r\n250 8BITMIME\r\n",
            "RCPT" if matches!(mood, Mood::NotNow) => b"451 later\r\n",
            "RCPT" if matches!(mood, Mood::Never) => b"550 nobody here\r\n",
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    said.push(line);
                }
                shelf.lock().unwrap().push(said.join("\n"));
                b"250 taken\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        write.write_all(reply).await?;
    }
    Ok(())
}

async fn gateway(mut stream: TcpStream, mood: Mood, shelf: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    // All of the headers, and as much of the body as they announce.
    loop {
        let read = stream.read(&mut part).await?;
        bytes.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head
            .lines()
            .find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok()
            })
            .unwrap_or(0);
        if body.len() >= length || read == 0 {
            break;
        }
    }
    let status = match mood {
        Mood::Takes => "202 Accepted",
        Mood::NotNow => "503 Service Unavailable",
        Mood::Never => "422 Unprocessable Entity",
        Mood::Moved => "302 Found\r\nlocation: http://127.0.0.1:1/",
        Mood::Hangs => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            return Ok(());
        }
    };
    if matches!(mood, Mood::Takes) {
        shelf.lock().unwrap().push(String::from_utf8_lossy(&bytes).into_owned());
    }
    stream
        .write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").as_bytes())
        .await
}

fn by_mail(world: &World, server: &Server) -> World {
    let mut settings = Settings { patience: Duration::from_millis(400), ..Settings::default() };
    settings.mail.url = Some(format!("smtp://127.0.0.1:{}", server.port));
    settings.mail.from = "OportuGuate <avisos@ejemplo.gt>".to_owned();
    world.with(settings)
}

fn by_sms(world: &World, server: &Server) -> World {
    let mut settings = Settings { patience: Duration::from_millis(400), ..Settings::default() };
    settings.sms.url = Some(format!("http://127.0.0.1:{}/enviar", server.port));
    settings.sms.token = Some("secreto".to_owned());
    world.with(settings)
}

async fn tell_account(world: &World, title: &str) {
    let staff = world.employer("Panadería Sol").await;
    let domain::policy::Actor::Staff { account, .. } = staff.actor else { panic!("staff") };
    let arguments = [("title", title.to_owned())];
    let (arguments, now) = (&arguments, world.now());
    world
        .write(move |mut tx| async move {
            message::tell_account(&mut tx, account, Notice::OfferApproved, arguments, now).await?;
            Ok(tx.done(()))
        })
        .await;
}

async fn tell_person(world: &World) {
    let person = world.person_with("Chepe", "5551 2345", true).await;
    let (id, now) = (person.person().unwrap(), world.now());
    world
        .write(move |mut tx| async move {
            message::tell_person(&mut tx, id, Notice::PersonAnswered, &[], now).await?;
            Ok(tx.done(()))
        })
        .await;
}

async fn status(world: &World) -> MessageStatus {
    let counts = message::counts(&world.sys, &world.administrator()).await.unwrap();
    assert_eq!(counts.len(), 1);
    counts[0].status
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_arrives_as_one_plain_letter() {
    support::on_both(|world| async move {
        let server = Server::mail(&[Mood::Takes]).await;
        let world = by_mail(&world, &server);
        // Somebody tries to write headers and receivers of their own into a title.
        tell_account(&world, "Pan\r\nBcc: otro@ejemplo.gt\r\n\r\n<b>ñandú</b>").await;
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Sent);
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        let said = &taken[0];
        assert_eq!(said.matches("RCPT TO:").count(), 1, "{said}");
        let headers = said.split_once("\nDATA\n").unwrap().1.split_once("\n\n").unwrap().0;
        assert!(!headers.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{headers}");
        assert!(headers.contains("From: OportuGuate <avisos@ejemplo.gt>"), "{headers}");
        assert!(
            headers.contains("To: focal@") && headers.contains("Content-Type: text/plain; charset=utf-8")
        );
        assert!(headers.contains("Auto-Submitted: auto-generated") && headers.contains("@ejemplo.gt>"));
        assert!(headers.contains("Date: Mon, 23 Nov 2026 15:00:00"), "the clock's time: {headers}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_refused_for_now_is_sent_later() {
    support::on_both(|world| async move {
        let server = Server::mail(&[Mood::NotNow, Mood::Hangs, Mood::Takes]).await;
        let world = by_mail(&world, &server);
        tell_account(&world, "Panadera").await;
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Queued, "451");
        assert_eq!(world.run_due().await, 0, "not at once");
        world.clock.advance(60);
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Queued, "hung up on");
        world.clock.advance(299);
        assert_eq!(world.run_due().await, 0, "the wait grows");
        world.clock.advance(1);
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Sent);
        assert_eq!(server.taken().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_to_nobody_is_given_up() {
    support::on_both(|world| async move {
        let server = Server::mail(&[Mood::Never]).await;
        let world = by_mail(&world, &server);
        tell_account(&world, "Panadera").await;
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Failed);
        world.clock.advance_days(2);
        assert_eq!(world.run_due().await, 0);
        assert_eq!(usecases::job::counts(&world.sys).await.unwrap().given_up, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_message_goes_to_the_gateway_with_its_token() {
    support::on_both(|world| async move {
        let server = Server::gateway(&[Mood::Takes]).await;
        let world = by_sms(&world, &server);
        tell_person(&world).await;
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Sent);
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        let (head, body) = taken[0].split_once("\r\n\r\n").unwrap();
        let head = head.to_ascii_lowercase();
        assert!(head.starts_with("post /enviar http/1.1\r\n"), "{head}");
        assert!(head.contains("\r\nauthorization: bearer secreto"), "{head}");
        assert!(
            head.contains("\r\nidempotency-key: ") && head.contains("\r\ncontent-type: application/json")
        );
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["to"], "+50255512345");
        assert!(body["text"].as_str().unwrap().contains("person_answered"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_fails_or_sends_elsewhere_is_tried_until_given_up() {
    support::on_both(|world| async move {
        let server = Server::gateway(&[Mood::NotNow, Mood::Moved, Mood::Hangs, Mood::NotNow]).await;
        let world = by_sms(&world, &server);
        tell_person(&world).await;
        // The waits are 1 and 5 minutes, half an hour, 2 and 12 hours; the last one ends at night, and no try is counted.
        for wait in [0, 60, 300, 1_800, 7_200, 43_200] {
            assert_eq!(status(&world).await, MessageStatus::Queued);
            world.clock.advance(wait);
            assert_eq!(world.run_due().await, 1, "after {wait} seconds");
        }
        assert_eq!(status(&world).await, MessageStatus::Queued, "nobody is woken");
        world.clock.advance(8 * 3600);
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Failed);
        assert!(server.taken().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_is_given_up_at_once() {
    support::on_both(|world| async move {
        let server = Server::gateway(&[Mood::Never]).await;
        let world = by_sms(&world, &server);
        tell_person(&world).await;
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Failed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_not_there_is_tried_later() {
    support::on_both(|world| async move {
        let server = Server::mail(&[Mood::Takes]).await;
        let world = by_mail(&world, &server);
        drop(server);
        tell_account(&world, "Panadera").await;
        assert_eq!(world.run_due().await, 1);
        assert_eq!(status(&world).await, MessageStatus::Queued);
    })
    .await;
}
